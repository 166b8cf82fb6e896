import { callApi, objectNamed } from './api.ts';

/** The address of every page, with an object of the demo where it is about one. */
export const everyPage = async (): Promise<string[]> => {
  const first = async (resource: string) =>
    (await callApi<{ items: { id: string }[] }>('GET', `/${resource}?limit=1`)).items[0]?.id ?? '';
  const sealed = await objectNamed('templates', 'Debian 12 base');
  const broken = await objectNamed('templates', 'Ubuntu 24.04 LTS');
  const golden = await objectNamed('luns', 'debian-12-base');
  const csv = await objectNamed('luns', 'csv-a-01');
  const vm = await objectNamed('vms', 'web-01');
  const seal = { procedure: 'seal-golden', input: { templateId: (await objectNamed('templates', 'CI runner')).id } };
  const plan = await callApi<{ id: string }>('POST', '/plans', seal);
  return [
    '/',
    '/templates',
    '/templates/new',
    `/templates/${sealed.id}`,
    `/templates/${broken.id}`,
    `/templates/${sealed.id}/seal`,
    `/templates/${sealed.id}/unseal`,
    '/vms',
    `/vms/${vm.id}`,
    '/vms/clone',
    `/vms/delete?vms=${vm.id}`,
    `/plans/${plan.id}`,
    '/hosts',
    `/hosts/${await first('hosts')}`,
    '/clusters',
    `/clusters/${await first('clusters')}`,
    '/storage/arrays',
    `/storage/arrays/${await first('arrays')}`,
    '/storage/pools',
    '/storage/luns',
    `/storage/luns/${golden.id}`,
    `/storage/luns/${golden.id}/clone`,
    '/storage/csvs',
    '/storage/csvs/new',
    `/storage/csvs/retire?lun=${csv.id}`,
    `/storage/csvs/clear-stale?luns=${csv.id}`,
    `/storage/luns/${csv.id}`,
    '/storage/masking-sets',
    `/storage/masking-sets/${await first('masking-sets')}`,
    '/capacity/reservations',
    '/capacity/reservations?view=what-if',
    '/capacity/csvs',
    '/capacity/csvs/consolidate',
    '/capacity/disk-groups',
    '/capacity/forecast',
    '/capacity/limits',
    `/capacity/limits/probe?array=${await first('arrays')}`,
    '/jobs',
    '/findings',
    '/library',
    '/agents',
    '/agents/new',
    `/agents/${await first('agents')}`,
    '/settings',
    '/settings/users',
    '/settings/tokens',
    '/settings/audit',
    '/docs/api',
    '/no/such/page',
  ];
};
