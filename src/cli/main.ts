import { Command, CommanderError } from 'commander';
import { Refusal, type RefusalCode } from '../records/refusal.ts';
import { peopleCommand } from './accounts/people.ts';
import { personCommand } from './accounts/person.ts';
import { tokensCommand } from './accounts/tokens.ts';
import { trustCommand } from './accounts/trust.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { configCommand } from './config.ts';
import { type Context, EXIT, Exit } from './context.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { evidenceCommand } from './evidence.ts';
import { exemptCommand } from './exempt.ts';
import { explainCommand } from './explain.ts';
import { gateCommand } from './gate.ts';
import { importCommand } from './import.ts';
import { inspectCommand } from './inspect.ts';
import { logCommand } from './log.ts';
import { mapsCommand } from './maps.ts';
import { organizationCommand } from './organization.ts';
import { proveCommand } from './prove.ts';
import { reportCommand } from './report.ts';
import { runCommand } from './run.ts';
import { scanCommand } from './scan.ts';
import { scoreCommand } from './score.ts';
import { serveCommand } from './serve.ts';
import { systemsCommand } from './systems.ts';
import { upgradeCommand } from './upgrade.ts';
import { verifyCommand } from './verify.ts';
import { version } from './version.ts';
import { webhooksCommand } from './webhooks.ts';
import { witnessCommand } from './witness.ts';

/** A command, and those below it, that ends and writes as its parent does. */
function inheriting(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const each of command.commands) inheriting(each, command);
  return command;
}

const EXIT_OF: Partial<Record<RefusalCode, number>> = {
  usage: EXIT.usage,
  unauthenticated: EXIT.signIn,
  forbidden: EXIT.signIn,
  unreachable: EXIT.unreachable,
  busy: EXIT.unreachable,
};

/**
 * Runs one command.
 * @param words the arguments without the program's own name
 * @returns the exit code (see EXIT)
 */
export async function main(words: readonly string[], context: Context): Promise<number> {
  const program = new Command('assay')
    .description('DevSecOps maturity you can prove: levels derived from evidence, never typed in.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText(
      'after',
      `
Examples:
  assay scan .                                 score the repository you are in
  assay inspect report.json                    see what Assay reads from a file
  assay import report.json --system payments   keep it as evidence
  assay score                                  every system, 15 aspects, 75 points
  assay explain payments backup                why a level is what it is
  assay serve                                  open the dashboard

Exit codes: 0 ok, 1 failure, 2 usage, 3 gate not met, 4 sign-in needed, 5 server unreachable.`,
    )
    .enablePositionalOptions()
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
    });
  for (const command of [
    scanCommand,
    inspectCommand,
    importCommand,
    scoreCommand,
    reportCommand,
    gateCommand,
    explainCommand,
    systemsCommand,
    exemptCommand,
    mapsCommand,
    webhooksCommand,
    runCommand,
    demoCommand,
    proveCommand,
    verifyCommand,
    logCommand,
    witnessCommand,
    serveCommand,
    configCommand,
    backupCommand,
    restoreCommand,
    doctorCommand,
    upgradeCommand,
    organizationCommand,
    peopleCommand,
    personCommand,
    evidenceCommand,
    tokensCommand,
    trustCommand,
  ]) {
    // What stands behind a subcommand is the subcommand's.
    program.addCommand(inheriting(command(context), program).enablePositionalOptions());
  }
  if (words.length === 0) {
    context.stdout.write(program.helpInformation());
    return EXIT.ok;
  }
  try {
    await program.parseAsync([...words], { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    if (error instanceof Exit) return error.code;
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (error instanceof Refusal) {
      context.stderr.write(`assay: ${error.line()}\n`);
      return EXIT_OF[error.code] ?? EXIT.failure;
    }
    context.stderr.write(
      `assay: something broke that should not: ${error instanceof Error ? error.stack : error}\n`,
    );
    return EXIT.failure;
  }
}
