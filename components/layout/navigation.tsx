import {
  AlertTriangle,
  Cable,
  Gauge,
  HardDrive,
  Layers,
  LayoutGrid,
  Library,
  ListChecks,
  MonitorPlay,
  Server,
  Settings,
} from 'lucide-react';
import { paths } from '#contract/paths.ts';
import type { NavGroup } from './nav-item.ts';

/** The console's map: the fabric first, then the work on it, then the house itself. */
export function navigation(openFindings: number | undefined): readonly NavGroup[] {
  return [
    {
      key: 'fabric',
      items: [
        { key: 'overview', label: 'Overview', href: paths.overview(), icon: <LayoutGrid /> },
        { key: 'templates', label: 'Templates', href: paths.templates(), icon: <Layers /> },
        { key: 'vms', label: 'Virtual machines', href: paths.vms(), icon: <MonitorPlay /> },
        {
          key: 'hosts',
          label: 'Hosts & clusters',
          href: paths.hosts(),
          icon: <Server />,
          children: [{ key: 'clusters', label: 'Clusters', href: paths.clusters() }],
        },
        {
          key: 'storage',
          label: 'Storage',
          href: paths.luns(),
          icon: <HardDrive />,
          children: [
            { key: 'luns', label: 'LUNs', href: paths.luns() },
            { key: 'csvs', label: 'CSVs', href: paths.csvs() },
            { key: 'arrays', label: 'Arrays', href: paths.arrays() },
            { key: 'pools', label: 'Pools', href: paths.pools() },
            { key: 'masking-sets', label: 'Masking sets', href: paths.maskingSets() },
          ],
        },
        {
          key: 'capacity',
          label: 'Capacity',
          href: paths.reservations(),
          icon: <Gauge />,
          children: [
            { key: 'reservations', label: 'Reservations', href: paths.reservations() },
            { key: 'csv-plan', label: 'CSV planning', href: paths.csvPlan() },
            { key: 'disk-groups', label: 'Disk groups', href: paths.diskGroups() },
            { key: 'forecast', label: 'Forecast', href: paths.forecast() },
            { key: 'limits', label: 'Limits', href: paths.capacityLimits() },
          ],
        },
      ],
    },
    {
      key: 'work',
      items: [
        { key: 'jobs', label: 'Jobs', href: paths.jobs(), icon: <ListChecks /> },
        {
          key: 'findings',
          label: 'Findings',
          href: paths.findings(),
          icon: <AlertTriangle />,
          count: openFindings || undefined,
        },
      ],
    },
    {
      key: 'house',
      items: [
        { key: 'library', label: 'Library', href: paths.library(), icon: <Library /> },
        { key: 'agents', label: 'Agents', href: paths.agents(), icon: <Cable /> },
        {
          key: 'settings',
          label: 'Settings',
          href: paths.settings(),
          icon: <Settings />,
          children: [
            { key: 'users', label: 'Users', href: paths.users() },
            { key: 'tokens', label: 'API tokens', href: paths.tokens() },
            { key: 'audit', label: 'Audit', href: paths.audit() },
          ],
        },
      ],
    },
  ];
}
