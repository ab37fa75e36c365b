namespace AdaMHF.PatchBags;

/// <summary>
/// The B-tree of the format's first version, which CLAM's and TRIDENT's files have. Branches without wanted rows are not read.
/// </summary>
internal sealed class ChunkTree(ulong root) : IChunkIndex
{
    private const int Prefix = 24;
    private const int ChunkNode = 1;
    private const int DeepestTree = 32;

    public void Find(Hdf5File file, WantedChunks wanted)
    {
        if (root == Hdf5File.Undefined) return;
        var grid = wanted.Grid;
        var keySize = 8 + (8 * (grid.Axes + 1));
        var nodes = new Stack<(ulong Address, int Depth, Key First, Key End)>([(root, 0, default, Key.Last)]);
        while (nodes.TryPop(out var next))
        {
            if (next.Depth > DeepestTree) throw file.Damaged("an index of chunks is too deep");
            var node = file.Block(next.Address, Prefix, "TREE"u8);
            var (type, level, count) = (node.UInt8(), node.UInt8(), node.UInt16());
            if (type != ChunkNode) throw file.Damaged("an index of chunks is of another kind");
            var entries = file.Block(next.Address + Prefix, ((long)count * (keySize + 8)) + keySize);
            var (key, length, mask) = Key.Read(entries, grid);
            for (var i = 0; i < count; i++)
            {
                var child = entries.UInt64();
                var (following, nextLength, nextMask) = Key.Read(entries, grid);
                // Other readers search by the keys, those of the branches and the one after the last chunk as well. Where they are out of
                // order, a chunk that is here is absent there, and its values are zeros.
                if (!key.IsOnGrid || following.CompareTo(key) <= 0 || key.CompareTo(next.First) < 0 || key.CompareTo(next.End) >= 0)
                    throw file.Damaged("an index of chunks is out of order");
                if (level == 0) wanted.Add(key.MatrixRow, key.MatrixColumn, new(child, length, mask));
                // Chunks of one row may be on both sides of a key.
                else if (wanted.AnyIn(key.MatrixRow, following.MatrixRow))
                    nodes.Push((child, next.Depth + 1, key, following.CompareTo(next.End) < 0 ? following : next.End));
                (key, length, mask) = (following, nextLength, nextMask);
            }
        }
    }

    /// <summary>The place of a chunk, in chunks along each axis, by which HDF5 orders them.</summary>
    private readonly record struct Key(ulong Leading, ulong Row, ulong Column, ulong Element, bool IsOnGrid) : IComparable<Key>
    {
        /// <summary>After every other.</summary>
        public static Key Last { get; } = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, false);

        public long MatrixRow => Leading > 0 ? long.MaxValue : (long)Math.Min(Row, long.MaxValue);

        public long MatrixColumn => (long)Math.Min(Column, long.MaxValue);

        public int CompareTo(Key other) =>
            (Leading, Row, Column, Element).CompareTo((other.Leading, other.Row, other.Column, other.Element));

        public static (Key Key, uint Length, uint Mask) Read(Hdf5Block block, ChunkGrid grid)
        {
            var (length, mask) = (block.UInt32(), block.UInt32());
            // The last key of a node may be outside the matrix.
            var leading = grid.Axes == 3 ? block.UInt64() : 0;
            var (row, column) = (block.UInt64(), grid.Axes == 1 ? 0 : block.UInt64());
            var element = block.UInt64();
            var (rows, columns) = ((ulong)grid.ChunkRows, (ulong)grid.ChunkColumns);
            var isOnGrid = leading == 0 && row % rows == 0 && column % columns == 0 && element == 0;
            return (new(leading, row / rows, column / columns, element / (ulong)grid.ElementSize, isOnGrid), length, mask);
        }
    }
}
