using System.Numerics;

namespace AdaMHF.PatchBags;

/// <summary>
/// An array with an entry per chunk, for matrices that grow along one axis: blocks that double in size, found through an index block and
/// super blocks.
/// </summary>
internal sealed class ExtensibleChunkArray(ulong address) : IChunkIndex
{
    private const int Prefix = 14;
    private const int Checksum = 4;

    public void Find(Hdf5File file, WantedChunks wanted)
    {
        if (address == Hdf5File.Undefined) return;
        var layout = new Layout(file, address);
        if (layout.IndexBlock == Hdf5File.Undefined) return;
        file.Block(layout.IndexBlock, Prefix, "EAIB"u8);
        foreach (var number in wanted.Numbers())
        {
            if (layout.PlaceOf(number) is { } place) wanted.AddNumber(number, layout.Entries.Read(file, place, wanted.Grid));
        }
    }

    private sealed class Layout
    {
        private readonly Hdf5File _file;
        private readonly int _offsetSize;
        private readonly int _inIndex;
        private readonly int _smallestBlock;
        private readonly int _smallestSuper;
        private readonly long _pageEntries;
        private readonly Dictionary<int, ulong> _superBlocks = [];
        private readonly Dictionary<(int, long), ulong> _blocks = [];

        public Layout(Hdf5File file, ulong address)
        {
            _file = file;
            var header = file.CheckedBlock(address, 68, "EAHD"u8);
            header.Skip(1);
            var client = header.UInt8();
            Entries = ChunkEntries.Of(file, client, header.UInt8());
            var bits = header.UInt8();
            (_inIndex, _smallestBlock, _smallestSuper) = (header.UInt8(), header.UInt8(), header.UInt8());
            var pageBits = header.UInt8();
            header.Skip(6 * 8);
            IndexBlock = header.UInt64();
            if (bits is 0 or > 64 || pageBits > 30 || !BitOperations.IsPow2(_smallestBlock) || !BitOperations.IsPow2(_smallestSuper))
                throw file.Damaged("the header of an index of chunks is damaged");
            _pageEntries = 1L << pageBits;
            _offsetSize = (bits + 7) / 8;
        }

        public ChunkEntries Entries { get; }

        public ulong IndexBlock { get; }

        private ulong AfterEntries => IndexBlock + Prefix + (ulong)(_inIndex * Entries.EntrySize);

        /// <summary>Address of a chunk's entry; null when it was never written.</summary>
        public ulong? PlaceOf(long number)
        {
            if (number < _inIndex) return IndexBlock + Prefix + (ulong)(number * Entries.EntrySize);

            // Group u of blocks has 2^(u/2) blocks of 2^((u+1)/2) smallest blocks each.
            var rest = number - _inIndex;
            var group = BitOperations.Log2((ulong)(rest / _smallestBlock) + 1);
            rest -= ((1L << group) - 1) * _smallestBlock;
            var blockEntries = (1L << ((group + 1) / 2)) * _smallestBlock;
            var (block, entry) = Math.DivRem(rest, blockEntries);

            if (!_blocks.TryGetValue((group, block), out var address))
                _blocks[(group, block)] = address = FindBlock(group, block, blockEntries);
            if (address == Hdf5File.Undefined) return null;

            var first = address + (ulong)(Prefix + _offsetSize);
            if (blockEntries <= _pageEntries) return first + (ulong)(entry * Entries.EntrySize);
            var (page, inPage) = Math.DivRem(entry, _pageEntries);
            return ChunkEntries.IsWritten(_file, PageMap(group, block, blockEntries), page)
                ? first + Checksum + (ulong)((page * ((_pageEntries * Entries.EntrySize) + Checksum)) + (inPage * Entries.EntrySize))
                : null;
        }

        private ulong FindBlock(int group, long block, long blockEntries)
        {
            // The blocks of the first groups are listed in the index block, those of later groups in super blocks.
            var place = 0UL;
            if (group < FirstSuperGroup)
            {
                var before = 0L;
                for (var u = 0; u < group; u++) before += 1L << (u / 2);
                place = AfterEntries + (ulong)((before + block) * 8);
            }
            else
            {
                var super = SuperBlock(group);
                if (super == Hdf5File.Undefined) return super;
                place = super + (ulong)(Prefix + _offsetSize + ((1L << (group / 2)) * PageMapBytes(blockEntries)) + (block * 8));
            }
            var address = _file.Block(place, 8).UInt64();
            if (address != Hdf5File.Undefined) _file.Block(address, Prefix, "EADB"u8);
            return address;
        }

        private int FirstSuperGroup => 2 * BitOperations.Log2((uint)_smallestSuper);

        private ulong SuperBlock(int group)
        {
            if (_superBlocks.TryGetValue(group, out var known)) return known;
            var directBlocks = 2L * (_smallestSuper - 1);
            var super = _file.Block(AfterEntries + (ulong)((directBlocks + (group - FirstSuperGroup)) * 8), 8).UInt64();
            if (super != Hdf5File.Undefined) _file.Block(super, Prefix, "EASB"u8);
            return _superBlocks[group] = super;
        }

        private long PageMapBytes(long blockEntries) => blockEntries > _pageEntries ? ((blockEntries / _pageEntries) + 7) / 8 : 0;

        private ulong PageMap(int group, long block, long blockEntries) => group < FirstSuperGroup
            ? throw _file.Damaged("an index of chunks has pages where it has no super block")
            : SuperBlock(group) + (ulong)(Prefix + _offsetSize + (block * PageMapBytes(blockEntries)));
    }
}
