/** EX_CONFIG of sysexits(3): the process was configured wrongly, restarting it will not help. */
const exitCodeConfig = 78

/** A variable that cannot be used. The message is one line: the variable, what is wrong with it, an example. */
export type ConfigError = Error & { readonly code: 'DAYBOOK_CONFIG'; readonly variable: string }

type Problem = { variable: string; problem: string; example: string }

export function configError({ variable, problem, example }: Problem): ConfigError {
  const message = `${variable} ${problem}; for example ${example}`.replaceAll(/\s+/g, ' ')
  return Object.assign(new Error(message), { name: 'ConfigError', code: 'DAYBOOK_CONFIG' as const, variable })
}

export function isConfigError(error: unknown): error is ConfigError {
  return error instanceof Error && 'code' in error && error.code === 'DAYBOOK_CONFIG'
}

/** Ends the process with exit code 78 and the one line that explains it; throws anything that is not a ConfigError again. */
export function exitOnConfigError(error: unknown): never {
  if (!isConfigError(error)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(exitCodeConfig)
}
