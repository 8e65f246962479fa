package io.edgeopt.optimizers.separate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * A matrix as a product of two, the closest for every rank (Eckart and Young): its rows or columns, whichever are fewer,
 * turned so that each holds as much as it can of what those before it leave. The turn is exact to rounding, so all of
 * them give the matrix back.
 */
final class LowRank {
    private final int rows;
    private final int columns;
    /** The directions by falling energy, one a row. */
    private final double[][] directions;
    /** The matrix along each direction: rows of it where {@code byRows}, else columns. */
    private final double[][] shares;

    private final double[] energies;
    private final boolean byRows;

    private LowRank(int rows, int columns, double[][] directions, double[][] shares, boolean byRows) {
        this.rows = rows;
        this.columns = columns;
        this.directions = directions;
        this.shares = shares;
        this.byRows = byRows;
        this.energies = Arrays.stream(shares)
                .mapToDouble(share -> Arrays.stream(share).map(v -> v * v).sum())
                .toArray();
    }

    static LowRank of(double[][] matrix) {
        int rows = matrix.length;
        int columns = matrix[0].length;
        boolean byRows = rows <= columns;
        double[][] few = byRows ? matrix : transposed(matrix);
        int order = few.length;
        double[][] gram = new double[order][order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < few[0].length; k++) {
                    sum += few[i][k] * few[j][k];
                }
                gram[i][j] = sum;
                gram[j][i] = sum;
            }
        }
        EigenDecomposition turn = new EigenDecomposition(new Array2DRowRealMatrix(gram, false));
        double[] values = turn.getRealEigenvalues();
        int[] byEnergy = IntStream.range(0, order)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] directions = new double[order][];
        double[][] shares = new double[order][few[0].length];
        for (int r = 0; r < order; r++) {
            directions[r] = turn.getEigenvector(byEnergy[r]).toArray();
            for (int i = 0; i < order; i++) {
                double amount = directions[r][i];
                for (int k = 0; k < few[0].length; k++) {
                    shares[r][k] += amount * few[i][k];
                }
            }
        }
        return new LowRank(rows, columns, directions, shares, byRows);
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] turned = new double[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[0].length; j++) {
                turned[j][i] = matrix[i][j];
            }
        }
        return turned;
    }

    int fullRank() {
        return directions.length;
    }

    /** What each rank adds of the sum of squares, falling. */
    double[] energies() {
        return energies.clone();
    }

    /** The first factor at {@code [row][r]}; both factors are of one size, so that both learn alike. */
    double[][] left(int rank) {
        double[][] left = new double[rows][rank];
        for (int r = 0; r < rank; r++) {
            double[] column = byRows ? directions[r] : shares[r];
            double factor = byRows ? scale(r) : 1 / scale(r);
            for (int i = 0; i < rows; i++) {
                left[i][r] = column[i] * factor;
            }
        }
        return left;
    }

    /** The second factor at {@code [r][column]}. */
    double[][] right(int rank) {
        double[][] right = new double[rank][columns];
        for (int r = 0; r < rank; r++) {
            double[] row = byRows ? shares[r] : directions[r];
            double factor = byRows ? 1 / scale(r) : scale(r);
            for (int j = 0; j < columns; j++) {
                right[r][j] = row[j] * factor;
            }
        }
        return right;
    }

    /** The root of what a rank weighs; directions have length one. */
    private double scale(int rank) {
        double weight = Math.sqrt(Math.sqrt(energies[rank]));
        return weight > 0 ? weight : 1;
    }
}
