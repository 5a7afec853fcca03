/**
 * Coqui's checkpoint files, and the TorchScript archive that is made of them.
 *
 * <h2>What Coqui published</h2>
 * A folder with {@code config.json} (written by coqpit: JSON with {@code Infinity}),
 * {@code vocab.json} (Hugging Face tokenizers) and two files of {@code torch.save}, {@code model.pth} and {@code
 * speakers_xtts.pth}. Such a file is a ZIP (zip64 where needed) with every entry stored, not deflated, below one
 * folder of any name:
 * <pre>{@code name/data.pkl       pickle, protocol 2: dictionaries whose tensors are views of storages
 * name/byteorder      "little" (absent in older files, which are little endian)
 * name/data/KEY       the raw values of one storage
 * name/version        "3"}</pre>
 * In the pickle a storage is the persistent id {@code ("storage", torch.FloatStorage, KEY, "cpu", count)} and a
 * tensor is {@code torch._utils._rebuild_tensor_v2(storage, offset, shape, strides, requires_grad, hooks)}, counted
 * in values. The pickle is read as inert data: these calls and plain containers are understood, whatever else is
 * named there becomes an opaque object, and nothing is ever executed. All of it may be hostile; what it may cost is
 * in {@link coqui.checkpoint.CheckpointLimits}.
 *
 * <h2>What we write</h2>
 * A TorchScript archive as {@code torch.jit.load} of PyTorch 2.7 reads it, again a ZIP of
 * stored entries below one folder:
 * <pre>{@code m/version           "10"
 * m/constants.pkl     the pickled empty tuple
 * m/code/__torch__.py the classes, in TorchScript
 * m/data.pkl          the attributes of the root module, NEWOBJ and BUILD
 * m/data/KEY          the values of one tensor, little endian float32, aligned to 64 bytes}</pre>
 *
 * <p>Sources: PyTorch {@code torch/serialization.py}, {@code caffe2/serialize/inline_container.cc}; PKWARE APPNOTE
 * 6.3; Python {@code pickletools}; Coqui {@code Xtts.load_checkpoint}.
 */
package coqui.checkpoint;
