import { toneIcon, toneText } from '#components/ui/state-chip.tsx';
import type { TemplateDto } from '#contract/api/templates.ts';

const words: Record<TemplateDto['chain'][number]['link'], string> = {
  'virtual-disk': 'Virtual disk',
  'library-share': 'Library share',
  'library-server': 'Library server',
  disk: 'Disk on the server',
  lun: 'Golden LUN',
  'masking-set': 'Masking set',
};

/** Each link with what was found, or why it was not. */
export function TemplateChain({ chain }: { chain: TemplateDto['chain'] }) {
  return (
    <ol className="hairlines">
      {chain.map((link) => {
        const tone = link.problem ? 'danger' : link.found ? 'ok' : 'unknown';
        const Icon = toneIcon[tone];
        return (
          <li
            key={link.link}
            className="grid grid-cols-[1rem_9rem_1fr] items-baseline gap-x-3 py-1.5 max-sm:grid-cols-[1rem_1fr]"
          >
            <Icon aria-hidden="true" className={`size-4 self-center ${toneText[tone]}`} />
            <span className="text-muted">{words[link.link]}</span>
            <span className="min-w-0 [overflow-wrap:anywhere] max-sm:col-start-2">
              {link.name ?? (link.problem ? '' : 'not known')}
              {link.problem && <span className="text-danger"> {link.problem}</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
