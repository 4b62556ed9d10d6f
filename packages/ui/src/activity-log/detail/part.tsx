import type { ReactNode } from 'react'

/** A part of an opened event, under its heading if it has one. */
export function Part({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      {title ? <h3 className="part-title">{title}</h3> : null}
      {children}
    </section>
  )
}
