using System.Diagnostics;
using System.Net.Sockets;
using AdaMHF.TensorFiles;

namespace AdaMHF.PatchBags.Tests;

/// <summary>What only has a file's name is refused without waiting for it.</summary>
public sealed class NotAFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_a_pipe_a_socket_and_a_device_are_refused_at_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes and sockets have names in Linux.");
        Directory.CreateDirectory(_folder.PathOf("folder.h5"));
        using (var made = Process.Start("mkfifo", [_folder.PathOf("pipe.h5")])) await made.WaitForExitAsync(Cancelled);
        File.CreateSymbolicLink(_folder.PathOf("link.h5"), _folder.PathOf("pipe.h5"));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.PathOf("socket.h5")));
        string[] names = ["folder.h5", "pipe.h5", "link.h5", "socket.h5"];
        foreach (var path in names.Select(name => _folder.PathOf(name)).Append("/dev/zero"))
        {
            var refusal = await Refusal<PatchBagException>(() => PatchBag.Open(path).ReadAll());
            Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
            await Refusal<PatchBagException>(() => PyTorchTensorFile.Read(path, _ => true));
            await Refusal<TensorFileException>(() => SafeTensorsFile.Read(path));
        }
    }

    [Fact]
    public void A_link_to_a_bag_is_a_bag()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Links need rights elsewhere.");
        File.CreateSymbolicLink(_folder.PathOf("link.h5"), Path.Combine(Bags.DataFolder, "good-clam.h5"));
        Assert.Equal(40, PatchBag.Open(_folder.PathOf("link.h5")).PatchCount);
    }

    [Fact]
    public void A_pointer_of_Git_LFS_is_named()
    {
        var path = _folder.PathOf("bag.h5");
        File.WriteAllText(path, "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0\nsize 12345\n");
        Assert.Contains("git lfs pull", Assert.Throws<PatchBagException>(() => PatchBag.Open(path).ReadAll()).Message);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // Where it waits, the test ends all the same.
    private static async Task<T> Refusal<T>(Action open) where T : Exception =>
        await Assert.ThrowsAsync<T>(() => Task.Run(open, Cancelled).WaitAsync(TimeSpan.FromMinutes(1), Cancelled));
}
