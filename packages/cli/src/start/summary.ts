import { styleText } from 'node:util'
import type { Config } from '@daybook/runtime'
import type { Demo } from './demo.ts'

const demoPeople = {
  portal: ['admin@acme.test', 'manager@acme.test', 'staff@acme.test', 'admin@globex.test'],
  partner: ['lead@northwind.test', 'auditor@northwind.test'],
  staff: ['root@daybook.test', 'support@daybook.test', 'viewer@daybook.test'],
}

/** What the person who started Daybook needs to go on: addresses, who to sign in as, how to send an event. */
export function summary({ processes }: Config, demo: Demo | null, { colour }: { colour: boolean }): string {
  const bold = (text: string) => (colour ? styleText('bold', text) : text)
  const recorder = processes.recorder.publicUrl
  const lines = [
    '',
    bold('Daybook is running.'),
    '',
    `  Portal    ${bold(processes.portal.publicUrl)}   for the people of a client`,
    `  Partner   ${bold(processes.partner.publicUrl)}   for partners auditing their clients`,
    `  Staff     ${bold(processes.staff.publicUrl)}   for the operator's own people`,
    `  Recorder  ${bold(recorder)}   events in and out, over REST`,
    '',
  ]
  if (demo === null) return lines.join('\n')

  return [
    ...lines,
    `  Sign in with the password  ${bold(demo.password)}`,
    `    Portal    ${demoPeople.portal.join('  ')}`,
    `    Partner   ${demoPeople.partner.join('  ')}`,
    `    Staff     ${demoPeople.staff.join('  ')}`,
    `              root@daybook.test also needs a code; its TOTP secret is ${bold(demo.totp)}`,
    '',
    '  Send an event to the log of acme',
    `    curl -s ${recorder}/v1/events \\`,
    `      -H 'Authorization: Bearer ${demo.key}' \\`,
    "      -H 'Content-Type: application/json' \\",
    `      -d '{"action":"campaign.updated","actor":{"email":"maria@acme.test"}}'`,
    '',
  ].join('\n')
}
