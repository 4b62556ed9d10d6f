import { aiAgent, aiProvider } from './automation.ts'
import { campaign } from './campaigns.ts'
import { contact, dataRequest, lead, retention, spamRule } from './customers.ts'
import { acl, configTemplate, connector, edge, peering, wireguard } from './network.ts'
import { company, pipeline, project, role, settings, team, tenant } from './organisation.ts'
import { billingAccount, invoice, plan, ticket } from './paperwork.ts'
import { holdMusic, ivr, queue } from './routing.ts'
import { carrier, did, extension, trunkGroup } from './telephony.ts'
import type { Kind } from './thing.ts'

/** Everything a company of the made-up platform has. What others point at comes before them. */
export const kinds = [
  settings,
  tenant,
  company,
  team,
  role,
  holdMusic,
  queue,
  ivr,
  aiProvider,
  aiAgent,
  campaign,
  did,
  carrier,
  trunkGroup,
  extension,
  edge,
  connector,
  wireguard,
  peering,
  acl,
  configTemplate,
  pipeline,
  project,
  ticket,
  invoice,
  plan,
  billingAccount,
  contact,
  lead,
  retention,
  dataRequest,
  spamRule,
] as const satisfies readonly Kind[]
