export { WeekHours } from './components/week-hours';
export { SettingsFrame } from './components/settings-frame';
export { SettingsSection } from './components/settings-section';
export { useHours } from './queries';
export { SettingsSkeleton } from './components/settings-skeleton';
