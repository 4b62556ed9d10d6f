import { type SentencePart, textPart } from './sentence-part.ts'

/**
 * The parts of a template such as `{actor} revoked the session of {target}`; null when the event does not hold what
 * one of its placeholders stands for.
 */
export function fillTemplate(
  template: string,
  resolve: (placeholder: string) => SentencePart[] | null,
): SentencePart[] | null {
  const parts: SentencePart[] = []
  // With a capturing group, split returns texts and placeholders in turn.
  for (const [index, piece] of template.split(/\{([^{}]+)\}/).entries()) {
    const filled = index % 2 === 0 ? [textPart(piece)] : resolve(piece)
    if (filled === null) return null
    parts.push(...filled)
  }
  return parts
}
