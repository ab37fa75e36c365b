namespace AdaMHF.PatchBags;

/// <summary>An array with an entry per chunk, for matrices that cannot grow.</summary>
internal sealed class FixedChunkArray(ulong address) : IChunkIndex
{
    private const int BlockPrefix = 14;
    private const int Checksum = 4;

    public void Find(Hdf5File file, WantedChunks wanted)
    {
        if (address == Hdf5File.Undefined) return;
        var header = file.CheckedBlock(address, 24, "FAHD"u8);
        header.Skip(1);
        var (client, entrySize, pageBits) = (header.UInt8(), header.UInt8(), header.UInt8());
        var entries = ChunkEntries.Of(file, client, entrySize);
        var (count, block) = (header.Length(), header.UInt64());
        if (block == Hdf5File.Undefined) return;
        if (pageBits > 30) throw file.Damaged("the header of an index of chunks is damaged");

        file.Block(block, BlockPrefix, "FADB"u8);
        var pageEntries = 1L << pageBits;
        var pages = count > pageEntries ? (count / pageEntries) + (count % pageEntries > 0 ? 1 : 0) : 0;
        foreach (var number in wanted.Numbers().TakeWhile(number => number < count))
        {
            var at = BlockPrefix + (number * entries.EntrySize);
            if (pages > 0)
            {
                var (page, inPage) = Math.DivRem(number, pageEntries);
                if (!ChunkEntries.IsWritten(file, block + BlockPrefix, page)) continue;
                var firstPage = BlockPrefix + ((pages + 7) / 8) + Checksum;
                at = firstPage + (page * ((pageEntries * entries.EntrySize) + Checksum)) + (inPage * entries.EntrySize);
            }
            wanted.AddNumber(number, entries.Read(file, block + (ulong)at, wanted.Grid));
        }
    }
}
