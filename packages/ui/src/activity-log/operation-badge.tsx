import { describeOperation, type Operation, type OperationTone } from '@daybook/core/model'
import { cx } from 'class-variance-authority'
import {
  ArrowLeftRight,
  Asterisk,
  Ban,
  Download,
  Eye,
  FileDown,
  GitMerge,
  Import,
  KeyRound,
  LogIn,
  LogOut,
  type LucideIcon,
  Pencil,
  Play,
  Plus,
  Power,
  PowerOff,
  RefreshCw,
  RotateCcw,
  ShieldX,
  Trash2,
  UserMinus,
  UserPlus,
  UserX,
  VenetianMask,
} from 'lucide-react'
import { Visible } from '../text/visible.tsx'

const icons: Record<Operation, LucideIcon> = {
  create: Plus,
  update: Pencil,
  delete: Trash2,
  revoke: Ban,
  assign: UserPlus,
  unassign: UserMinus,
  sync: RefreshCw,
  export: Download,
  transfer: ArrowLeftRight,
  activate: Power,
  deactivate: PowerOff,
  import: Import,
  merge: GitMerge,
  reset: RotateCcw,
  generate: KeyRound,
  login: LogIn,
  logout: LogOut,
  login_failed: UserX,
  read: Eye,
  download: FileDown,
  play: Play,
  assume: VenetianMask,
  deny: ShieldX,
  other: Asterisk,
}

// Written out in full: the stylesheet is made from the class names that stand in the source.
const tints: Record<OperationTone, string> = {
  create: 'bg-create-tint text-create',
  update: 'bg-update-tint text-update',
  delete: 'bg-delete-tint text-delete',
  revoke: 'bg-revoke-tint text-revoke',
  assign: 'bg-assign-tint text-assign',
  unassign: 'bg-unassign-tint text-unassign',
  sync: 'bg-sync-tint text-sync',
  export: 'bg-export-tint text-export',
  neutral: 'bg-neutral-tint text-neutral',
  danger: 'bg-delete-tint text-delete',
}

const bars: Record<OperationTone, string> = {
  create: 'bg-create-bar',
  update: 'bg-update-bar',
  delete: 'bg-delete-bar',
  revoke: 'bg-revoke-bar',
  assign: 'bg-assign-bar',
  unassign: 'bg-unassign-bar',
  sync: 'bg-sync-bar',
  export: 'bg-export-bar',
  neutral: 'bg-neutral-bar',
  danger: 'bg-delete-bar',
}

/** `Updated`; for an operation we do not know, the source's own word. */
export function operationLabel(operation: Operation, word: string | null): string {
  return operation === 'other' && word ? word : describeOperation(operation).label
}

/** What was done: always icon, word and colour together. */
export function OperationBadge({ operation, word }: { operation: Operation; word: string | null }) {
  const Icon = icons[operation]
  return (
    <span
      className={cx(
        'chip inline-flex h-5 max-w-full items-center gap-1 rounded-sm px-1.5 font-medium text-meta',
        tints[describeOperation(operation).tone],
      )}
    >
      <Icon aria-hidden="true" className="size-3 shrink-0" strokeWidth={2.25} />
      <span className="truncate">
        <Visible text={operationLabel(operation, word)} limit={60} />
      </span>
    </span>
  )
}

/** The edge of an opened event, in the colour of its operation. */
export function operationBar(operation: Operation): string {
  return bars[describeOperation(operation).tone]
}
