export { PaletteHost, usePalette } from './components/palette-host';
