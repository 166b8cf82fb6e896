import { describeLibraryConformance } from '#agent/drivers/conformance/describe-library-conformance.ts';
import { labSuite } from './parts/lab-suite.ts';
import { makeLibraryRig } from './parts/library-rig.ts';

await labSuite('the driver qsd', ['array', 'library'], () => describeLibraryConformance(makeLibraryRig));
