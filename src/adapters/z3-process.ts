/**
 * The process in which Z3 runs. Its program is 35 MB of WebAssembly that takes 190 MB when loaded and starts threads of its own, so it is
 * loaded here, when the first question comes, and ends with this process.
 */
import { init } from 'z3-solver';

/** A question as it is sent to the process. */
export interface Z3Request {
  readonly script: string;
  readonly values: readonly string[];
  readonly core: boolean;
  readonly resourceUnits: number;
}

/** `sat`, `unsat` or `unknown`, or empty when Z3 wrote anything else; what it wrote of the values, and beside the verdict. */
export interface Z3Reply {
  readonly verdict: string;
  readonly values: string;
  readonly remark: string;
  /** Names of assertions that contradict each other, as Z3 wrote them; empty when not asked for. */
  readonly core: string;
  /** Resource units that the question took. */
  readonly resourceUnits: number;
}

/** What is used of the WebAssembly module itself. */
interface Module {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
  _async_Z3_eval_smtlib2_string(context: unknown, address: number): void;
  async_call(call: (context: unknown, address: number) => void, context: unknown, address: number): Promise<string>;
}

let loaded: ReturnType<typeof init> | undefined;

async function replyTo({ script, values, core, resourceUnits }: Z3Request): Promise<Z3Reply> {
  loaded ??= init();
  const { Z3, em } = await loaded;
  const configuration = Z3.mk_config();
  const context = Z3.mk_context(configuration);
  Z3.del_config(configuration);
  try {
    // The limit is a setting of the whole process: it is given anew for each question, 0 for none.
    const options = `(set-option :rlimit ${resourceUnits})\n${core ? '(set-option :produce-unsat-cores true)\n' : ''}`;
    const commands = `${options}${script}\n(check-sat)\n(get-info :rlimit)\n(get-info :reason-unknown)\n`;
    const said = await saidTo(em as Module, context, commands);
    const [, verdict = '', spent = '', reason = ''] = /^(sat|unsat|unknown)\n\(:rlimit (\d+)\)\n(\(:reason-unknown .*)$/s.exec(said) ?? [];
    const asked = verdict === 'sat' && values.length > 0;
    const pairs = asked ? await saidTo(em as Module, context, `(get-value (${values.join(' ')}))\n`) : '';
    const names = verdict === 'unsat' && core ? await saidTo(em as Module, context, '(get-unsat-core)\n') : '';
    return { verdict, values: pairs, remark: verdict === '' ? said : reason, core: names, resourceUnits: Number(spent) };
  } finally {
    Z3.del_context(context);
  }
}

/**
 * What Z3 says to commands. Its own wrapper puts the text on the stack of the module and gives the place free before the thread that
 * evaluates it has read it: long texts then come through damaged now and then. Here it stands on the heap until the answer is there.
 */
async function saidTo(module: Module, context: unknown, commands: string): Promise<string> {
  const bytes = Buffer.from(`${commands}\0`);
  const address = module._malloc(bytes.length);
  try {
    module.HEAPU8.set(bytes, address);
    return await module.async_call(module._async_Z3_eval_smtlib2_string, context, address);
  } finally {
    module._free(address);
  }
}

process.on('message', (request: Z3Request) => {
  replyTo(request).then(
    (reply) => process.send?.(reply),
    (thrown: unknown) =>
      process.send?.({
        verdict: '',
        values: '',
        remark: thrown instanceof Error ? thrown.message : String(thrown),
        core: '',
        resourceUnits: 0,
      } satisfies Z3Reply),
  );
});
// The parent is gone: nobody waits for an answer.
process.on('disconnect', () => process.exit(0));
