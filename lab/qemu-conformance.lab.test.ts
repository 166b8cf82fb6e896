import { describeHostConformance } from '#agent/drivers/conformance/describe-host-conformance.ts';
import { makeHostRig } from './parts/host-rig.ts';
import { labSuite } from './parts/lab-suite.ts';

await labSuite('the driver qemu', ['array', 'host'], () => describeHostConformance(makeHostRig));
