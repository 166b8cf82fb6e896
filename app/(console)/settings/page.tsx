import type { Metadata } from 'next';
import { SettingsForm } from '#components/settings/settings-form.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { adminRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';
import { getSettings } from '#server/resources/settings/get-settings.ts';

export const metadata: Metadata = { title: 'Settings' };

export default async function Page() {
  const actor = await currentActor();
  return (
    <>
      <PageHead title="Settings" />
      <SettingsForm settings={await getSettings(actor)} roleRefusal={adminRefusal(actor)} />
    </>
  );
}
