using System.Diagnostics;
using static AdaMHF.PatchBags.Tests.PickleBytes;

namespace AdaMHF.PatchBags.Tests;

/// <summary>Pickles that would run code, or take the machine down, in the hands of a general reader.</summary>
public class MaliciousPickleTests
{
    private const byte Mark = (byte)'(';
    private const byte Tuple = (byte)'t';
    private const byte Reduce = (byte)'R';

    /// <summary>What Python's own pickler made of objects that call functions when they are loaded.</summary>
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Bags.DataFolder, "malicious-*").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    // Each with what the refusal must say.
    private static readonly Dictionary<string, (byte[] Body, string Expected)> HandMade = MakeByHand();

    public static TheoryData<string> ByHand => [.. HandMade.Keys];

    private static Dictionary<string, (byte[] Body, string Expected)> MakeByHand()
    {
        byte[] command = [Mark, .. Text("touch executed"), Tuple];
        byte[] os = Global("os", "system");
        (string What, byte[] Body, string Expected)[] cases =
        [
            ("a call", [.. os, .. command, Reduce], "os.system"),
            ("a call by name on the stack", [.. Text("os"), .. Text("system"), 0x93, .. command, Reduce], "os.system"),
            ("a name that is no text", [.. Int(1), .. Int(2), 0x93], "no text"),
            ("eval", [.. Global("builtins", "eval"), Mark, .. Text("1"), Tuple, Reduce], "builtins.eval"),
            ("exec of Python 2", [.. Global("__builtin__", "exec"), .. command, Reduce], "__builtin__.exec"),
            ("an import", [.. Global("importlib", "import_module"), .. command, Reduce], "importlib.import_module"),
            ("a loader of another pickle", [.. Global("torch.serialization", "load"), .. command, Reduce], "torch.serialization.load"),
            (
                "another function of the allowed module",
                [.. Global("torch._utils", "_import_dotted_name"), .. command, Reduce],
                "_import_dotted_name"),
            ("a dotted name", [.. Global("torch._utils", "_rebuild_tensor_v2.__globals__"), .. command, Reduce], "__globals__"),
            ("a name beside the allowed ones", [.. Global("torch", "floatStorage")], "torch.floatStorage"),
            ("an instance", [Mark, .. Text("touch executed"), (byte)'i', .. "os\nsystem\n"u8.ToArray()], "os.system"),
            ("an object", [Mark, .. os, .. Text("touch executed"), (byte)'o'], "os.system"),
            ("a new object", [.. Global("collections", "OrderedDict"), (byte)')', 0x81], "no part of a tensor"),
            ("an extension", [0x82, 1], "0x82"),
            ("an outside object", [(byte)'P', .. "module\n"u8.ToArray()], "outside object 'module'"),
            ("the state of a tensor", [.. Tensor("0", 4, 0, [2, 2], [2, 1]), (byte)'}', (byte)'b'], "no dictionary"),
            ("a call of a call", [.. Global("collections", "OrderedDict"), (byte)')', Reduce, (byte)')', Reduce], "no function"),
            ("a call of a tensor", [.. Tensor("0", 4, 0, [2, 2], [2, 1]), (byte)')', Reduce], "no function"),
            ("a call with other arguments", [.. Global("torch._utils", "_rebuild_tensor_v2"), (byte)')', Reduce], "does not take"),
            ("a parameter that is no tensor", [.. Global("torch._utils", "_rebuild_parameter"), .. command, Reduce], "does not take"),
            (
                "a storage that is no storage type",
                [
                    Mark, .. Text("storage"), .. Global("collections", "OrderedDict"), .. Text("0"), .. Text("cpu"), .. Int(4), Tuple,
                    (byte)'Q',
                ],
                "storage of type"),
            ("a reference to something else", [.. Text("module"), (byte)'Q'], "no storage"),
            ("an empty stack", [(byte)'0'], "empty stack"),
            ("a group that never began", [Tuple], "never began"),
            ("an object never remembered", [(byte)'h', 7], "never remembered"),
            ("a text of 4 GB", [(byte)'X', 0xFF, 0xFF, 0xFF, 0xFF, (byte)'a'], "claims 4294967295 bytes"),
            ("a text of 2^63 bytes", [0x8d, .. Enumerable.Repeat((byte)0xFF, 7), 0x7F], "claims 9223372036854775807 bytes"),
            ("bytes of 2 GB", [(byte)'B', 0xFF, 0xFF, 0xFF, 0x7F], "claims 2147483647 bytes"),
            ("a number of 2 GB", [0x8b, 0xFF, 0xFF, 0xFF, 0x7F], "0x8B"),
            ("a frame of 2^63 bytes", [0x95, .. Enumerable.Repeat((byte)0xFF, 8), (byte)'N'], "None"),
            ("keys that are lists", [(byte)'}', (byte)']', (byte)'N', (byte)'s'], "neither texts nor integers"),
            ("an unknown protocol", [0x80, 99], "protocol 99"),
            ("a million nested tuples", [.. Enumerable.Repeat(Mark, 1_000_000)], "stacks more than"),
            (
                "a million nested lists",
                [(byte)']', .. Enumerable.Repeat<byte[]>([(byte)']', (byte)'2', (byte)'a'], 300_000).SelectMany(bytes => bytes)],
                "stacks more than"),
            ("tuples in tuples", [(byte)')', .. Enumerable.Repeat((byte)0x85, 1_000_000)], "a tuple"),
            ("a list in itself", [(byte)']', (byte)'q', 0, (byte)'h', 0, (byte)'a'], "a list"),
            ("a dictionary in itself", [(byte)'}', (byte)'q', 0, .. Text("features"), (byte)'h', 0, (byte)'s'], "no array 'features'"),
            ("a billion laughs", Laughs(), "a list"),
            ("a gigantic shape", Tensor("0", 4, 0, [long.MaxValue, 2], [2, 1]), "shape 9223372036854775807 x 2"),
            ("a shape that fits an int", Tensor("0", 4, 0, [int.MaxValue, 1024], [1024, 1]), "needs more than"),
            ("rows that repeat", Tensor("0", 4, 0, [int.MaxValue, 1], [0, 1]), "repeat each other"),
            ("strides that overflow", Tensor("0", 4, 0, [2, 2], [long.MaxValue, long.MaxValue]), "needs more than"),
            ("a negative stride", Tensor("0", 4, 3, [2, 2], [-2, -1]), "no whole numbers"),
            ("a negative offset", Tensor("0", 4, -1, [2, 2], [2, 1]), "needs more than"),
            ("an offset that overflows", Tensor("0", 4, long.MaxValue, [2, 2], [2, 1]), "needs more than"),
            ("a storage larger than its bytes", Tensor("0", long.MaxValue, 0, [2, 2], [2, 1]), "claims 9223372036854775807 elements"),
            ("a storage that is not there", Tensor("1", 4, 0, [2, 2], [2, 1]), "storage"),
            ("65 axes", Tensor("0", 4, 0, new long[65], new long[65]), "no whole numbers"),
        ];
        return cases.ToDictionary(one => one.What, one => (one.Body, one.Expected));
    }

    [Theory, MemberData(nameof(Files))]
    public void A_malicious_file_of_another_program_is_refused_by_the_name_of_what_it_calls(string file)
    {
        // Python's older protocols have older names.
        string[] calls =
        [
            "commands.Popen", "posix.system", "builtins.eval", "__builtin__.eval", "subprocess.Popen",
            "builtins.getattr", "__builtin__.getattr",
        ];
        var refusal = Refusal(Path.Combine(Bags.DataFolder, file));

        Assert.Contains(calls, call => refusal.Contains($"asks for '{call}'", StringComparison.Ordinal));
        Assert.Contains("Nothing was executed", refusal, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Environment.CurrentDirectory, "executed*"));
    }

    [Theory, MemberData(nameof(ByHand))]
    public void A_pickle_made_by_hand_is_refused_in_every_kind_of_file(string what)
    {
        var (body, expected) = HandMade[what];
        using var folder = new TemporaryFolder();
        var pickle = Complete(body);
        byte[][] files =
        [
            Archive(pickle, new byte[16]),
            [.. LegacyPrefix, .. pickle, .. Complete([(byte)']', .. Text("0"), (byte)'a']), .. Int(4).AsSpan(2), .. new byte[16]],
            // Without PyTorch's mark the first pickle is the one that is looked at.
            pickle,
        ];
        for (var i = 0; i < files.Length; i++)
        {
            var path = folder.PathOf("bag.pt");
            File.WriteAllBytes(path, files[i]);

            var refusal = Refusal(path);

            Assert.Contains(path, refusal, StringComparison.Ordinal);
            if (i < 2) Assert.True(refusal.Contains(expected, StringComparison.Ordinal), $"{what}: {refusal}");
        }
        Assert.Empty(Directory.EnumerateFiles(Environment.CurrentDirectory, "executed*"));
    }

    [Fact]
    public void An_honest_pickle_made_by_hand_is_read()
    {
        using var folder = new TemporaryFolder();
        var storage = new byte[16];
        for (var i = 0; i < 4; i++) BitConverter.TryWriteBytes(storage.AsSpan(i * 4), i + 1f);
        File.WriteAllBytes(folder.PathOf("bag.pt"), Archive(Complete(Tensor("0", 4, 0, [2, 2], [1, 2])), storage));

        Assert.Equal([1, 3, 2, 4], PatchBag.Open(folder.PathOf("bag.pt")).ReadAll().Values);
    }

    /// <summary>
    /// The message of the refusal, which must take at most 100 MB and one second on an idle machine, thus ten on a busy one.
    /// </summary>
    private static string Refusal(string path)
    {
        var (start, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        var refusal = Assert.Throws<PatchBagException>(() => PatchBag.Open(path).ReadAll());
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 10);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
        return refusal.Message;
    }

    // Each of fifty lists holds the one before twice: 2^50 elements for whoever follows them.
    private static byte[] Laughs()
    {
        List<byte> pickle = [(byte)']', (byte)'q', 0];
        for (byte i = 1; i <= 50; i++)
        {
            byte[] twice = [(byte)'h', (byte)(i - 1), (byte)'h', (byte)(i - 1)];
            pickle.AddRange([(byte)']', Mark, .. twice, (byte)'e', (byte)'q', i]);
        }
        return [.. pickle];
    }
}
