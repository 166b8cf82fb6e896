import { type Binding, bind } from '#server/http/handle.ts';
import { getOverview } from './get-overview.ts';

export const overviewBindings: Binding[] = [bind('overview.get', ({ actor }) => getOverview(actor))];
