export { PeopleHere } from './components/people-here';
export { PresenceProvider, useEditorOf, useHere } from './components/presence-provider';
