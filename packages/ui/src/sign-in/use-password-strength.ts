import { useEffect, useState } from 'react'

export interface PasswordStrength {
  /** 0 to 4. */
  score: number
  words: string
}

const names = ['Very easy to guess.', 'Easy to guess.', 'Could be guessed.', 'Good.', 'Very good.']

type Judge = (password: string) => PasswordStrength

let opening: Promise<Judge> | null = null

/** Its lists are larger than the page: they are loaded when somebody begins to type. */
async function openJudge(): Promise<Judge> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ])
  const judge = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  })
  return (password) => {
    const { score, feedback } = judge.check(password.slice(0, 100))
    return { score, words: [feedback.warning ?? names[score] ?? '', ...feedback.suggestions].join(' ') }
  }
}

/** Null until something is typed and can be judged; without scripts, always. */
export function usePasswordStrength(password: string): PasswordStrength | null {
  const [judge, setJudge] = useState<Judge | null>(null)
  const isTyped = password !== ''
  useEffect(() => {
    if (!isTyped) return
    opening ??= openJudge()
    // Without its lists there is no judgement here; the server has one.
    opening.then((opened) => setJudge(() => opened)).catch(() => {})
  }, [isTyped])
  return isTyped && judge ? judge(password) : null
}
