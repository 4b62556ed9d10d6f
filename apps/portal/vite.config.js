export { default } from '@daybook/vite'
