import { describeArrayConformance } from '#agent/drivers/conformance/describe-array-conformance.ts';
import { makeArrayRig } from './parts/array-rig.ts';
import { labSuite } from './parts/lab-suite.ts';

await labSuite('the driver tgt', ['array'], () => describeArrayConformance(makeArrayRig));
