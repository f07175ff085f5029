export { WeekHours } from './components/week-hours';
export { SettingsFrame } from './components/settings-frame';
export { SettingsSection } from './components/settings-section';
export { SettingsSkeleton } from './components/settings-skeleton';
