/** Business areas: the presets of the log. A module belongs to one area or to none (then it shows under *All* only). */
export const areas = ['settings', 'support', 'security', 'billing', 'calls', 'privacy'] as const

export type Area = (typeof areas)[number]

export const areaLabels: Record<Area, string> = {
  settings: 'Settings changes',
  support: 'Support tickets',
  security: 'Security activity',
  billing: 'Billing',
  calls: 'Calls',
  privacy: 'Data & privacy',
}

interface ModuleDefinition {
  label: string
  area: Area
}

/** The modules we know. An event may name any other: it then appears in the filter by itself. */
export const modules = {
  settings: { label: 'Settings', area: 'settings' },
  tenant: { label: 'Tenant', area: 'settings' },
  company: { label: 'Company', area: 'settings' },
  config_template: { label: 'Config template', area: 'settings' },
  team: { label: 'Team', area: 'settings' },
  roles: { label: 'Roles', area: 'settings' },
  users: { label: 'Users', area: 'settings' },
  campaigns: { label: 'Campaigns', area: 'settings' },
  carriers: { label: 'Carriers', area: 'settings' },
  dids: { label: 'DIDs', area: 'settings' },
  extensions: { label: 'Extensions', area: 'settings' },
  trunk_groups: { label: 'Trunk groups', area: 'settings' },
  queues: { label: 'Queues', area: 'settings' },
  ivr: { label: 'IVR', area: 'settings' },
  hold_music: { label: 'Hold music', area: 'settings' },
  ai_providers: { label: 'AI providers', area: 'settings' },
  ai_agents: { label: 'AI agents', area: 'settings' },
  edge: { label: 'Edge', area: 'settings' },
  connector: { label: 'Connector', area: 'settings' },
  wireguard: { label: 'WireGuard', area: 'settings' },
  peering: { label: 'Peering', area: 'settings' },
  acl: { label: 'ACL', area: 'settings' },
  pipeline: { label: 'Pipeline', area: 'settings' },
  tickets: { label: 'Tickets', area: 'support' },
  authentication: { label: 'Authentication', area: 'security' },
  sessions: { label: 'Sessions', area: 'security' },
  security: { label: 'Security', area: 'security' },
  access: { label: 'Access', area: 'security' },
  api_keys: { label: 'API keys', area: 'security' },
  spam_protection: { label: 'Spam protection', area: 'security' },
  audit_log: { label: 'Audit log', area: 'security' },
  invoices: { label: 'Invoices', area: 'billing' },
  billing: { label: 'Billing', area: 'billing' },
  plans: { label: 'Plans', area: 'billing' },
  calls: { label: 'Calls', area: 'calls' },
  recordings: { label: 'Recordings', area: 'calls' },
  transcripts: { label: 'Transcripts', area: 'calls' },
  dialer: { label: 'Dialer', area: 'calls' },
  exports: { label: 'Exports', area: 'privacy' },
  data_governance: { label: 'Data governance', area: 'privacy' },
  retention: { label: 'Retention', area: 'privacy' },
  contacts: { label: 'Contacts', area: 'privacy' },
  leads: { label: 'Leads', area: 'privacy' },
  bulk_operations: { label: 'Bulk operations', area: 'privacy' },
  projects: { label: 'Projects', area: 'privacy' },
} as const satisfies Record<string, ModuleDefinition>

export type KnownModule = keyof typeof modules

const modulesByKey: Record<string, ModuleDefinition | undefined> = modules

/** `AI Providers`, `ai-providers` and `ai_providers` are one module. */
export function moduleKey(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
}

export function areaOf(module: string): Area | null {
  return Object.hasOwn(modules, module) ? (modulesByKey[module]?.area ?? null) : null
}

/** `ai_providers` → `AI providers`; an unknown module is shown as it came, with spaces for underscores. */
export function moduleLabel(module: string): string {
  if (Object.hasOwn(modules, module)) return modulesByKey[module]?.label ?? module
  const spaced = module.replaceAll('_', ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

/** A platform says `campaign`, our module is `campaigns`: the plural we know wins, else the word itself. */
export function moduleOfNoun(noun: string): string {
  const key = moduleKey(noun)
  if (Object.hasOwn(modules, key)) return key
  if (Object.hasOwn(modules, `${key}s`)) return `${key}s`
  return key
}
