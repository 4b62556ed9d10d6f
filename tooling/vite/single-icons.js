import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const barrel = 'lucide-react'
const statement = /import\s*\{([^}]*)\}\s*from\s*'lucide-react';?/g

/**
 * Imports each icon from its own file instead of the index that names all two thousand. What is built is the same, but
 * a build reads 850 modules instead of 2,900, and takes a quarter less of the processor's time.
 *
 * @returns {import('vite').Plugin}
 */
export function singleIcons() {
  /** @type {Map<string, string> | undefined} */
  let files
  return {
    name: 'single-icons',
    // In development the index is bundled once, ahead.
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!code.includes(`from '${barrel}'`)) return
      files ??= filesOfIcons(id)
      return code.replaceAll(statement, (_whole, names) => names.split(',').map(importOf).join('; '))
    },
  }

  /** @param {string} entry */
  function importOf(entry) {
    const [name = '', alias = name] = entry.trim().split(/\s+as\s+/)
    if (name === '') return ''
    // With `type` inside the braces, the import of the index itself would stay.
    if (name.startsWith('type ')) return `import type { ${entry.trim().slice('type '.length)} } from '${barrel}'`
    const file = files?.get(name)
    if (file === undefined) throw new Error(`${barrel} has no icon ${name}`)
    return `import ${alias} from '${file}'`
  }
}

/**
 * @param {string} importer
 * @returns {Map<string, string>}
 */
function filesOfIcons(importer) {
  const root = path.dirname(createRequire(importer).resolve(`${barrel}/package.json`))
  const index = readFileSync(path.join(root, 'dist/esm/lucide-react.mjs'), 'utf8')
  const files = new Map()
  for (const [, names = '', file = ''] of index.matchAll(/^export \{([^}]*)\} from '\.\/(icons\/[\w-]+\.mjs)'/gm)) {
    for (const [, name = ''] of names.matchAll(/default as (\w+)/g)) files.set(name, path.join(root, 'dist/esm', file))
  }
  return files
}
