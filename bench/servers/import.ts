import 'reflect-metadata';
import { loadConfig } from '#libs/config';
import { ImportService } from '#libs/intake';
import { serve } from '../run/child-protocol.js';
import { openRegister } from '../run/register.js';
import { timed } from '../run/statistics.js';

const register = await openRegister(loadConfig());

/** The process of an import, alone. */
serve({
  async import({ file, publish }: { file: string; publish: boolean }) {
    const { value, ms } = await timed(() => register.app.get(ImportService).run({ file, publish, registerProviders: true }));
    if (!value.ok) throw new Error(JSON.stringify(value.problems));
    const { totals, bytes } = value.value;
    return { ms, totals, bytes, peak: process.resourceUsage().maxRSS * 1024 };
  },
});
