import { type Binding, bind } from '#server/http/handle.ts';
import { getSettings } from './get-settings.ts';
import { updateSettings } from './update-settings.ts';

export const settingBindings: Binding[] = [
  bind('settings.get', ({ actor }) => getSettings(actor)),
  bind('settings.update', ({ actor, body }) => updateSettings(actor, body)),
];
