export { PaletteHost, usePalette } from './components/palette-host';
export { SearchPage } from './components/search-page';
export { SearchSkeleton } from './components/search-skeleton';
