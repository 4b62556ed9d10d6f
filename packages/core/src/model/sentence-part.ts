/** A piece of a sentence. A screen sets actors and targets apart, and may link them. */
export interface SentencePart {
  kind: 'text' | 'actor' | 'target' | 'count'
  text: string
}

export function sentenceText(parts: readonly SentencePart[]): string {
  return parts.map((part) => part.text).join('')
}

export function textPart(text: string): SentencePart {
  return { kind: 'text', text }
}

/** The same sentence with neighbouring texts in one piece. */
export function joinTexts(parts: readonly SentencePart[]): SentencePart[] {
  const joined: SentencePart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.kind === 'text' && last?.kind === 'text') joined[joined.length - 1] = textPart(last.text + part.text)
    else if (part.text !== '') joined.push(part)
  }
  return joined
}
