'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from './icon-button.tsx';

export type CopyButtonProps = {
  /** What goes to the clipboard. */
  text: string;
  /** What it is called: "id", "curl command". */
  what: string;
  className?: string;
};

/** Copies a text and says that it did. */
export function CopyButton({ text, what, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <IconButton
        size="small"
        label={copied ? 'Copied' : `Copy ${what}`}
        icon={copied ? <Check className="text-ok" /> : <Copy />}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        className={className}
      />
      <span role="status" className="sr-only">
        {copied ? `Copied ${what}` : ''}
      </span>
    </>
  );
}
