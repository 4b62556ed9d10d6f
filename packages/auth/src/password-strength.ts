/** Why a password is not taken, in a sentence for whoever chose it; null for a good one. */
export type PasswordProblem = string | null

/** NIST SP 800-63B asks for 8 at least; a few more cost little. */
export const passwordMin = 10
/** Characters beside names that whoever guesses knows. */
const restMin = 8
/** Longer ones are welcome to Argon2; what guesses at them takes ever longer. */
const judgedMax = 100
/** Of 4: what a guesser needs 10^8 tries for is refused. */
const scoreMin = 3

let judging: ReturnType<typeof openJudge> | null = null

/** Loaded when somebody chooses a password, which is rare: its lists take megabytes. */
async function openJudge() {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ])
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  })
}

/**
 * Judges a new password: its length, and how soon it is guessed by somebody who knows the lists of passwords in use
 * (they come with the package: nothing is asked of anybody) and what is known of the person.
 *
 * @param known words that must not be what makes it long: the person's name and address, their organisation.
 */
export async function passwordProblem(password: string, known: readonly string[]): Promise<PasswordProblem> {
  const text = password.normalize('NFKC')
  if (Array.from(text).length < passwordMin) return `Use at least ${passwordMin} characters.`
  const words = known
    .flatMap((each) => [each, ...each.split(/[^\p{L}\p{N}]+/u)])
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2)
  // Whoever guesses at somebody begins with these. They may be in it, but not be what makes it long.
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), text.toLowerCase())
  if (Array.from(rest).length < restMin)
    return 'This is little more than a name. Use words that nobody would connect with you.'
  judging ??= openJudge()
  const { score, feedback } = (await judging).check(text.slice(0, judgedMax), words)
  if (score >= scoreMin) return null
  return [feedback.warning ?? 'This password is easy to guess.', ...feedback.suggestions].join(' ')
}
