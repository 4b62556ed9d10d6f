import { CopyButton } from '../shell/copy-button.tsx'

/** What an authenticator is given its secret with: a picture to scan, and the secret to type. */
export interface SecretOffer {
  secret: string
  uri: string
  qr: { size: number; path: string }
}

export function SecretOfferView({ offer }: { offer: SecretOffer }) {
  const { secret, uri, qr } = offer
  const groups = secret.match(/.{1,4}/g)?.join(' ') ?? secret
  return (
    <div className="grid gap-4">
      <p className="text-table">
        Scan this with an authenticator app. On this device,{' '}
        <a href={uri} className="underline">
          open it in the app
        </a>
        .
      </p>
      <svg
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label="QR code with the secret that is written below"
        shapeRendering="crispEdges"
        className="size-44 rounded-md border border-border"
      >
        {/* Black on white in every theme: cameras expect it. */}
        <rect width={qr.size} height={qr.size} fill="#fff" />
        <path d={qr.path} fill="#000" />
      </svg>
      <div className="grid gap-1">
        <p className="text-muted-foreground text-table">Or type this secret:</p>
        <div className="flex flex-wrap items-center gap-2">
          <code className="break-words font-mono text-body">{groups}</code>
          <CopyButton text={() => secret} label="Copy the secret" iconOnly />
        </div>
      </div>
    </div>
  )
}
