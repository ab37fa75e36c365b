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
        var nodes = new Stack<(ulong Address, int Depth)>([(root, 0)]);
        while (nodes.TryPop(out var next))
        {
            if (next.Depth > DeepestTree) throw file.Damaged("an index of chunks is too deep");
            var node = file.Block(next.Address, Prefix, "TREE"u8);
            var (type, level, count) = (node.UInt8(), node.UInt8(), node.UInt16());
            if (type != ChunkNode) throw file.Damaged("an index of chunks is of another kind");
            var entries = file.Block(next.Address + Prefix, ((long)count * (keySize + 8)) + keySize);
            var key = Key.Read(entries, grid);
            for (var i = 0; i < count; i++)
            {
                var child = entries.UInt64();
                var following = Key.Read(entries, grid);
                // Other readers search by the keys: where those are out of order, they and we would see different chunks. The key after the
                // last chunk may be any.
                if (!key.IsOnGrid || (i < count - 1 && following.CompareTo(key) <= 0))
                    throw file.Damaged("an index of chunks is out of order");
                if (level == 0) wanted.Add(key.Row, key.Column, new(child, key.Length, key.Mask));
                // Chunks of one row may be on both sides of a key.
                else if (wanted.AnyIn(key.Row, following.Row)) nodes.Push((child, next.Depth + 1));
                key = following;
            }
        }
    }

    private readonly record struct Key(long Row, long Column, uint Length, uint Mask, bool IsOnGrid) : IComparable<Key>
    {
        public int CompareTo(Key other) => (Row, Column).CompareTo((other.Row, other.Column));

        public static Key Read(Hdf5Block block, ChunkGrid grid)
        {
            var (length, mask) = (block.UInt32(), block.UInt32());
            // The last key of a node may be outside the matrix; only its row is used.
            var leading = grid.Axes == 3 ? block.UInt64() : 0;
            var (row, column) = (block.UInt64(), grid.Axes == 1 ? 0 : block.UInt64());
            var element = block.UInt64();
            var rows = leading > 0 ? long.MaxValue : (long)(row / (ulong)grid.ChunkRows);
            var isOnGrid = leading == 0 && row % (ulong)grid.ChunkRows == 0 && column % (ulong)grid.ChunkColumns == 0 && element == 0;
            return new(rows, (long)(column / (ulong)grid.ChunkColumns), length, mask, isOnGrid);
        }
    }
}
