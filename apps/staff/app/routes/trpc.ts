import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { door } from '../staff.server.ts'

export function loader(args: LoaderFunctionArgs) {
  return door.handle(args)
}

export function action(args: ActionFunctionArgs) {
  return door.handle(args)
}
