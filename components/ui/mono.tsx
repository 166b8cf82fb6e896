import { cn } from './cn.ts';
import { CopyButton } from './copy-button.tsx';

export type MonoProps = {
  /** An id, IQN, path or operation. */
  children: string;
  /** Names what is copied and adds the button: "id", "IQN". */
  copy?: string | undefined;
  /** `end` keeps the head and cuts the tail; `none` lets it wrap. */
  cut?: 'end' | 'none';
  className?: string;
};

/** Something a machine wrote, in the machine's face. */
export function Mono({ children, copy, cut = 'end', className }: MonoProps) {
  const text = (
    <span
      title={cut === 'end' ? children : undefined}
      className={cn('font-mono', cut === 'end' ? 'truncate' : 'break-all', !copy && className)}
    >
      {children}
    </span>
  );
  if (!copy) return text;
  return (
    <span className={cn('group/mono inline-flex max-w-full items-center gap-0.5 align-middle', className)}>
      {text}
      <CopyButton
        text={children}
        what={copy}
        className="-my-1 size-6 opacity-0 focus-visible:opacity-100 group-hover/mono:opacity-100 pointer-coarse:opacity-100"
      />
    </span>
  );
}
