import { CopyButton } from './copy-button.tsx';

export type CodeBlockProps = {
  /** The text as it is; nothing is highlighted, so what is copied is what is seen. */
  code: string;
  /** "curl command", "PowerShell runbook": names the block and its copy button. */
  what: string;
};

/** A command, a request or an answer, to read and to copy. */
export function CodeBlock({ code, what }: CodeBlockProps) {
  return (
    <figure className="relative rounded-control bg-sunken">
      <figcaption className="sr-only">{what}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section aria-label={what} tabIndex={0} className="max-h-96 overflow-auto rounded-control">
        <pre className="w-max min-w-full py-3 pr-12 pl-4 text-ink">
          <code>{code}</code>
        </pre>
      </section>
      <CopyButton text={code} what={what} className="absolute top-1.5 right-2 bg-sunken" />
    </figure>
  );
}
