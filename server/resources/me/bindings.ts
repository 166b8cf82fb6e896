import { type Binding, bind } from '#server/http/handle.ts';
import { getMe } from './get-me.ts';

export const meBindings: Binding[] = [bind('me.get', ({ actor }) => getMe(actor))];
