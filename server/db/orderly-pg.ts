import { PrismaPg } from '@prisma/adapter-pg';
import type { Transaction } from '@prisma/driver-adapter-utils';

/**
 * Prisma's adapter on our pool. Prisma asks for all relations of an `include` at once, in a transaction too, which has one
 * connection: pg would queue what comes while it is busy, and will no longer do so. Here each query waits for its turn.
 */
export class OrderlyPg extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    const begin = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel) => oneAtATime(await begin(isolationLevel));
    return adapter;
  }
}

function oneAtATime(tx: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Query, Result>(ask: (query: Query) => Promise<Result>) => {
    return (query: Query): Promise<Result> => {
      const answer = last.then(() => ask(query));
      // A query that fails is told to whoever asked; those that wait still have their turn.
      last = answer.catch(() => undefined);
      return answer;
    };
  };
  tx.queryRaw = inTurn(tx.queryRaw.bind(tx));
  tx.executeRaw = inTurn(tx.executeRaw.bind(tx));
  return tx;
}
