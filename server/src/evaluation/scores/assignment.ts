/**
 * The greatest sum of weights with which rows and columns can be paired, each at most once: the Hungarian method
 * (Kuhn 1955) with potentials, in cubic time.
 *
 * @param weights by row, then by column; none is negative.
 */
export function bestAssignment(weights: readonly (readonly number[])[]): number {
  const [rows, columns] = [weights.length, weights[0]?.length ?? 0];
  if (rows === 0 || columns === 0) return 0;
  if (rows > columns) return bestAssignment(transposed(weights, columns));
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  /** The row that each column is paired with, from 1; column 0 stands for the row that is being placed. */
  const rowOf = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    const least = new Float64Array(columns + 1).fill(Infinity);
    const cameFrom = new Int32Array(columns + 1);
    const isDone = new Uint8Array(columns + 1);
    let at = 0;
    do {
      isDone[at] = 1;
      const here = rowOf[at] ?? 0;
      let [step, next] = [Infinity, 0];
      for (let column = 1; column <= columns; column++) {
        if (isDone[column] === 1) continue;
        const cost =
          -(weights[here - 1]?.[column - 1] ?? 0) -
          (rowPotential[here] ?? 0) -
          (columnPotential[column] ?? 0);
        if (cost < (least[column] ?? Infinity)) {
          least[column] = cost;
          cameFrom[column] = at;
        }
        const candidate = least[column] ?? Infinity;
        if (candidate < step) [step, next] = [candidate, column];
      }
      for (let column = 0; column <= columns; column++) {
        if (isDone[column] === 1) {
          const paired = rowOf[column] ?? 0;
          rowPotential[paired] = (rowPotential[paired] ?? 0) + step;
          columnPotential[column] = (columnPotential[column] ?? 0) - step;
        } else least[column] = (least[column] ?? 0) - step;
      }
      at = next;
    } while (rowOf[at] !== 0);
    while (at !== 0) {
      const from = cameFrom[at] ?? 0;
      rowOf[at] = rowOf[from] ?? 0;
      at = from;
    }
  }
  let sum = 0;
  for (let column = 1; column <= columns; column++) {
    sum += weights[(rowOf[column] ?? 0) - 1]?.[column - 1] ?? 0;
  }
  return sum;
}

function transposed(weights: readonly (readonly number[])[], columns: number): number[][] {
  return Array.from({ length: columns }, (_, column) => weights.map((row) => row[column] ?? 0));
}
