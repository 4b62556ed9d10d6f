import type { Rule } from '../source.ts'
import { doorsRule } from './doors.ts'
import { environmentRule } from './environment.ts'
import { layersRule } from './layers.ts'
import { namesRule } from './names.ts'
import { runtimeDependenciesRule } from './runtime-dependencies.ts'
import { sizesRule } from './sizes.ts'
import { sqlRule } from './sql.ts'
import { testSwitchesRule } from './test-switches.ts'
import { variablesRule } from './variables.ts'
import { versionsRule } from './versions.ts'
import { wordsRule } from './words.ts'

/** What the linters and the compiler cannot say about this repository. */
export const rules: readonly Rule[] = [
  layersRule,
  doorsRule,
  runtimeDependenciesRule,
  environmentRule,
  sqlRule,
  namesRule,
  sizesRule,
  testSwitchesRule,
  variablesRule,
  wordsRule,
  versionsRule,
]
