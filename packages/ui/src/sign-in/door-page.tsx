import type { ReactNode } from 'react'
import { Wordmark } from '../shell/mark.tsx'
import type { AppName } from '../shell/types.ts'

interface DoorPageProps {
  app: AppName
  lead: string
  title: string
  /** Under the box. */
  foot: ReactNode
  children: ReactNode
}

/** What stands before the app: one box, one purpose. */
export function DoorPage({ app, lead, title, foot, children }: DoorPageProps) {
  return (
    <div data-app={app} className="door">
      <main className="mx-auto flex w-full max-w-[24rem] flex-col px-4 pt-[12vh] pb-16">
        <div className="mb-6 px-1">
          <Wordmark app={app} />
          <p className="mt-1.5 text-muted-foreground text-table">{lead}</p>
        </div>
        <div className="rounded-lg border border-border bg-card p-6">
          <h1 className="mb-5 font-semibold text-title tracking-[-0.012em]">{title}</h1>
          {children}
        </div>
        <div className="mt-4 px-1 text-pretty text-meta text-muted-foreground">{foot}</div>
      </main>
    </div>
  )
}
