// Node 20 has no Temporal; the application loads the polyfill on the same condition (lib/time/temporal.ts).
import 'temporal-polyfill/global';
