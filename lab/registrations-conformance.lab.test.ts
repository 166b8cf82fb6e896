import { describeSharedDiskConformance } from '#agent/drivers/conformance/describe-shared-disk-conformance.ts';
import { labSuite } from './parts/lab-suite.ts';
import { makeSharedDiskRig } from './parts/shared-rig.ts';

await labSuite('the drivers tgt and qemu together', ['array'], () => describeSharedDiskConformance(makeSharedDiskRig));
