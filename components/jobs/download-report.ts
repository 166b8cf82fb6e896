import type { JobDto } from '#contract/api/jobs.ts';

/** The proof to keep: the whole job with every row's request, answer and what the proof saw, as a JSON file. */
export function downloadReport(job: JobDto): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(job, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `heddle-job-${job.id}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
