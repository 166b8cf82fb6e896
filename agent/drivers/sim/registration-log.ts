import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { followLines } from './follow-lines.ts';
import { applyCommand, noRegistrations, RegistrationCommand } from './registration-state.ts';

/**
 * The commands that the target of one LUN was given by hosts and its array; their order decides, as in a target. It is the
 * one kind of file that several processes write: a command is one append, begun with a line end of its own, so that a
 * writer killed in the middle spoils no other's line.
 */
export const registrationLog = (file: string) => {
  let state = noRegistrations();
  const { look, changes } = followLines(file, {
    line: (text) => {
      const command = readCommand(text);
      if (command) applyCommand(state, command);
    },
    anew: () => {
      state = noRegistrations();
    },
  });
  return {
    now: () => {
      look();
      return state;
    },
    append: (commands: RegistrationCommand[]) => {
      mkdirSync(path.dirname(file), { recursive: true });
      appendFileSync(file, commands.map((command) => `\n${JSON.stringify(command)}\n`).join(''));
    },
    changes: () => {
      look();
      return changes();
    },
  };
};

/** null = a line whose writer died: the target never got the command. */
const readCommand = (text: string): RegistrationCommand | null => {
  try {
    return RegistrationCommand.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};
