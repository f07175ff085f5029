import type { Message } from '@/lib/api/types';

/** What was said, as the server took it apart: text, links that say where they lead, and names. There is no markup in it. */
export function MessageText({ parts, me }: { parts: Message['parts']; me: string }) {
  return (
    <span dir="auto" className="break-words whitespace-pre-wrap">
      {parts.map((part, index) => {
        if (part.type === 'link') {
          return (
            <a key={index} href={part.url} target="_blank" rel="noreferrer noopener nofollow" className="rounded-xs text-accent underline underline-offset-2">
              {part.text}
            </a>
          );
        }
        if (part.type === 'text') return <span key={index}>{part.text}</span>;
        const mine = part.type === 'person_mention' && part.person_id === me;
        return (
          <bdi key={index} className={`rounded-xs px-1 font-[550] ${mine ? 'bg-warning-soft text-warning' : 'bg-accent-soft text-accent-text'}`}>
            {part.text.startsWith('@') ? part.text : `@${part.text}`}
          </bdi>
        );
      })}
    </span>
  );
}
