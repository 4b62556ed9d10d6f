import {
  Activity,
  ArrowDownToLine,
  Building2,
  CircleHelp,
  CircleUserRound,
  Eye,
  Handshake,
  House,
  KeyRound,
  type LucideIcon,
  MonitorSmartphone,
  ScrollText,
  Search,
  Settings,
  ShieldCheck,
  Users,
} from 'lucide-react'
import type { NavIcon } from './types.ts'

const icons: Record<NavIcon, LucideIcon> = {
  activity: ScrollText,
  sessions: MonitorSmartphone,
  'sign-ins': KeyRound,
  exports: ArrowDownToLine,
  integrity: ShieldCheck,
  home: House,
  people: Users,
  partners: Handshake,
  clients: Building2,
  looks: Eye,
  settings: Settings,
  help: CircleHelp,
  account: CircleUserRound,
  platform: Activity,
  investigation: Search,
}

export function NavIconView({ name }: { name: NavIcon }) {
  const Icon = icons[name]
  return <Icon aria-hidden="true" />
}
