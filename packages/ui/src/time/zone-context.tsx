import { createContext, type ReactNode, useContext } from 'react'

const ZoneContext = createContext('UTC')

/** For values deep inside, which may turn out to be times. */
export function ZoneProvider({ zone, children }: { zone: string; children: ReactNode }) {
  return <ZoneContext.Provider value={zone}>{children}</ZoneContext.Provider>
}

export function useZone(): string {
  return useContext(ZoneContext)
}
