import type { Metadata } from 'next';
import { JobList } from '#components/jobs/job-list.tsx';
import { PageHead } from '#components/ui/page-head.tsx';

export const metadata: Metadata = { title: 'Jobs' };

export default function JobsPage() {
  return (
    <>
      <PageHead title="Jobs" />
      <JobList />
    </>
  );
}
