import type { Job } from '../cast/employee.ts'
import { aiAgent, aiProvider } from '../things/automation.ts'
import { campaign } from '../things/campaigns.ts'
import { contact, dataRequest, lead, retention, spamRule } from '../things/customers.ts'
import { acl, configTemplate, connector, edge, peering, wireguard } from '../things/network.ts'
import { company, pipeline, project, role, settings, team, tenant } from '../things/organisation.ts'
import { billingAccount, invoice, plan, ticket } from '../things/paperwork.ts'
import { holdMusic, ivr, queue } from '../things/routing.ts'
import { carrier, did, extension, trunkGroup } from '../things/telephony.ts'
import * as administration from './administration.ts'
import * as calls from './calls.ts'
import { assignment, changes } from './changes.ts'
import type { Deed } from './deed.ts'
import * as privacy from './privacy.ts'
import * as upkeep from './upkeep.ts'

/** How much somebody of a job does on the platform in a day, and what, by weight. */
export interface Work {
  perDay: number
  deeds: readonly (readonly [Deed, number])[]
}

const single = { create: 0, remove: 0, turn: 0, transfer: 0 }
const few = { create: 5, remove: 2 }

const everybody: Work['deeds'] = [
  [changes(ticket, { create: 40, remove: 0 }), 1.2],
  [administration.changePassword, 0.15],
  [administration.enrolSecondFactor, 0.06],
  [administration.knockInVain, 0.25],
  [upkeep.oddities, 0.12],
]

const telephone: Work['deeds'] = [
  [calls.finishCall, 30],
  [calls.transferCall, 8],
  [privacy.readContact, 9],
  [changes(contact), 16],
  [changes(lead), 12],
  [calls.playRecording, 2],
]

export const works: Partial<Record<Job, Work>> = {
  agent: { perDay: 5.8, deeds: [...everybody, ...telephone] },
  sales: {
    perDay: 4.8,
    deeds: [
      ...everybody,
      ...telephone,
      [changes(pipeline, few), 4],
      [changes(project), 4],
      [assignment(lead, 'owner'), 8],
      [privacy.mergeContacts, 4],
      [privacy.exportData, 1],
    ],
  },
  supervisor: {
    perDay: 6.2,
    deeds: [
      ...everybody,
      [changes(queue, few), 14],
      [changes(team, few), 5],
      [assignment(queue, 'member'), 8],
      [calls.listenIn, 14],
      [calls.playRecording, 12],
      [calls.readTranscript, 5],
      [calls.scoreCall, 6],
      [assignment(ticket, 'assignee'), 6],
      [changes(campaign, { create: 2, remove: 0 }), 5],
      [upkeep.generateReport, 3],
      [administration.unlockPerson, 1],
    ],
  },
  campaigns: {
    perDay: 5.5,
    deeds: [
      ...everybody,
      [changes(campaign), 40],
      [privacy.importLeads, 1.6],
      [privacy.bulkUpdate, 1.2],
      [assignment(campaign, 'agent'), 8],
      [changes(lead), 6],
      [privacy.exportData, 2],
      [changes(aiAgent), 3],
      [changes(ivr, few), 3],
      [upkeep.generateReport, 4],
    ],
  },
  operations: {
    perDay: 4.1,
    deeds: [
      ...everybody,
      [changes(queue), 8],
      [changes(campaign), 8],
      [changes(ivr), 4],
      [changes(holdMusic), 2],
      [changes(project), 3],
      [changes(team), 4],
      [changes(spamRule), 3],
      [assignment(ticket, 'assignee'), 8],
      [calls.playRecording, 4],
      [calls.deleteRecording, 0.6],
      [administration.lookAtLog, 3],
      [upkeep.generateReport, 4],
    ],
  },
  administrator: {
    perDay: 3.4,
    deeds: [
      ...everybody,
      [administration.editPerson, 8],
      [administration.changeRole, 8],
      [changes(role, few), 4],
      [administration.resetPassword, 3],
      [administration.resetSecondFactor, 1.5],
      [administration.unlockPerson, 2],
      [administration.revokeSession, 1.2],
      [administration.manageKeys, 2],
      [administration.lookAtLog, 9],
      [changes(settings, single), 5],
      [changes(company, single), 1.5],
      [changes(tenant, single), 1.5],
      [changes(plan, single), 0.6],
      [changes(aiProvider, few), 2],
      [changes(connector, few), 2],
    ],
  },
  telephony: {
    perDay: 4.8,
    deeds: [
      ...everybody,
      [changes(did), 18],
      [changes(extension), 16],
      [changes(carrier, { create: 2, remove: 1 }), 6],
      [changes(trunkGroup, few), 5],
      [changes(ivr), 7],
      [changes(holdMusic), 3],
      [changes(configTemplate), 4],
      [changes(spamRule), 4],
      [assignment(extension, 'person'), 6],
      [assignment(did, 'project'), 2],
      [upkeep.syncEdge, 5],
    ],
  },
  network: {
    perDay: 4.1,
    deeds: [
      ...everybody,
      [changes(edge, few), 8],
      [upkeep.syncEdge, 12],
      [changes(connector, few), 5],
      [changes(wireguard), 6],
      [changes(peering, few), 4],
      [changes(acl), 7],
      [changes(configTemplate), 5],
      [administration.manageKeys, 1],
    ],
  },
  billing: {
    perDay: 2.8,
    deeds: [
      ...everybody,
      [changes(invoice, { create: 6, remove: 0 }), 10],
      [upkeep.generateInvoice, 8],
      [changes(billingAccount, single), 1.5],
      [changes(plan, single), 0.8],
      [privacy.exportData, 2],
      [upkeep.generateReport, 2],
    ],
  },
  quality: {
    perDay: 6.2,
    deeds: [
      ...everybody,
      [calls.playRecording, 24],
      [calls.readTranscript, 16],
      [calls.scoreCall, 14],
      [calls.downloadRecording, 4],
      [calls.listenIn, 5],
      [calls.deleteRecording, 1],
    ],
  },
  privacy: {
    perDay: 2.8,
    deeds: [
      ...everybody,
      [changes(dataRequest, { create: 8, remove: 0 }), 10],
      [changes(retention, { create: 2, remove: 1 }), 4],
      [privacy.eraseContact, 4],
      [privacy.exportData, 2],
      [calls.deleteRecording, 2],
      [administration.lookAtLog, 4],
    ],
  },
  automation: {
    perDay: 3.4,
    deeds: [
      ...everybody,
      [changes(aiAgent), 14],
      [changes(aiProvider, few), 6],
      [calls.readTranscript, 5],
      [changes(connector, few), 3],
      [changes(ivr), 3],
      [administration.manageKeys, 1],
    ],
  },
}
